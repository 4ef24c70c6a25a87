"""Two steps at the same moment, each in a thread and a connection of its own."""

import threading

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection


def both(*steps):
    """Do the steps at the same moment; return which refusals were met, "broken" where the database refused."""
    start, met = threading.Barrier(len(steps)), []

    def run(step):
        try:
            start.wait()
            step()
        except ValidationError as error:
            met.append(error.code if hasattr(error, "code") else error.error_list[0].code)
        except IntegrityError:
            met.append("broken")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return met
