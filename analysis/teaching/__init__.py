"""What the reader is taught with and held against: words checked, models estimated. Reading needs none of it."""
