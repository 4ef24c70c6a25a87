"""A plugin of pytest for runs in which nothing may be left out: a skipped test fails the run."""

import pytest


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that would have passed with tests left out."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    left_out = reporter and [*reporter.stats.get("skipped", []), *reporter.stats.get("xfailed", [])]
    if left_out and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"{len(left_out)} tests were left out, and none may be.", red=True)
