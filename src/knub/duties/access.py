"""Who may see rules, and who may say how far a municipality is; the rules themselves are open."""

from django.http import Http404

from knub.domain.rules import Rule
from knub.parameters import rule_book
from knub.people.access import User


def get_rule(_user: User, key: str) -> Rule:
    """Return a rule by the name in its address, or 404; the catalogue is open to all."""
    rule = rule_book().rules.get(key)
    if rule is None:
        raise Http404
    return rule
