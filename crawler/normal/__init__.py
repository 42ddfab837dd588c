"""Published text to normal forms: places, pay, dates, HTML. Pure functions."""
