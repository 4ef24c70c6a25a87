"""Run what was deferred: mails and the house's own upkeep."""

import asyncio
import os
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from knub.notify.actions import ALIVE_WITHIN

JOBS_AT_ONCE = 2
GIVES_WAY = 10  # added to how nice the process is: whoever waits for a page comes before mails and upkeep


class Command(BaseCommand):
    """Take up what a killed worker left, then work until told to stop."""

    help = "Run deferred jobs until told to stop."

    def handle(self, *_args: Any, **_options: Any) -> None:
        os.nice(GIVES_WAY)
        asyncio.run(work())


async def work() -> None:
    """Retry the jobs of workers that are gone, and run jobs from then on."""
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError("The queue is not connected through Django. Check INSTALLED_APPS.")
    worker_app = app.with_connector(connector.get_worker_connector())
    async with worker_app.open_async():
        for job in await worker_app.job_manager.get_stalled_jobs(seconds_since_heartbeat=ALIVE_WITHIN):
            await worker_app.job_manager.retry_job(job)
        await worker_app.run_worker_async(concurrency=JOBS_AT_ONCE, delete_jobs="successful")
