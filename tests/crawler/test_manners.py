"""The manners of whole runs: whom a crawl trusts, whom it leaves alone, when it ends."""

from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509

from crawler.run import crawl
from tests.crawler.certificates import write_certificate
from tests.crawler.site import running_site
from tests.crawler.test_run import greenhouse, path_of, reply

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
OF_OURS, OF_ANOTHER = x509.IPAddress(ip_address("127.0.0.1")), x509.DNSName("other.example")


@pytest.mark.parametrize(
    ("names", "is_trusted", "is_read"),
    [((OF_OURS,), True, True), ((OF_ANOTHER,), True, False), ((OF_OURS,), False, False), ((), False, False)],
    ids=["valid", "of another", "signed by nobody", "of no name"],
)
def test_only_a_board_whose_certificate_is_valid_is_asked(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    names: tuple[x509.GeneralName, ...],
    is_trusted: bool,
    is_read: bool,
) -> None:
    certificate = write_certificate(tmp_path / "site.pem", *names)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running_site(certificate) as site:
        site.serve(path_of("acme"), reply("Project Manager"))
        summary = crawl(greenhouse(site, "acme"), tmp_path / "spool", now=NOW, delay=0)
    assert bool(site.asked) == is_read
    assert ("its certificate is not valid" in str(summary.sources["greenhouse"].reasons)) != is_read
    assert capfd.readouterr().err == "", "what is wrong stands in the summary"
