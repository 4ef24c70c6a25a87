"""Our site with the switches of the races."""

from knub.wsgi import application  # sets Django up before anything of ours is read
from tests.races.switches import switch

__all__ = ["application"]

switch()
