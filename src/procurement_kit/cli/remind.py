"""The reminders that are due, sent by the operator's mail server; for a daily run."""

from pathlib import Path

import click

from procurement_kit.cli.data import data_option, opened_store
from procurement_kit.cli.frame import FAILED, today
from procurement_kit.formats import mail
from procurement_kit.problems import KitError, say
from procurement_kit.store.reminders import Reminder
from procurement_kit.web.settings import Settings


@click.command("remind")
@data_option
@click.pass_context
def remind(context: click.Context, data: Path) -> None:
    """Send the reminders that are due, and forget the addresses they went to."""
    settings, store = Settings.read(), opened_store(data)
    if not settings.mail.is_set:
        raise KitError("mail_not_set")
    failures = 0
    due = store.due_reminders(today())
    for reminder in due:
        try:
            _send(settings, reminder)
        except KitError as error:
            failures += 1
            click.echo(str(error), err=True)
        else:
            store.drop_reminder(reminder.project)
    click.echo(say("reminded", count=len(due) - failures, failures=failures))
    context.exit(FAILED if failures else 0)


def _send(settings: Settings, reminder: Reminder) -> None:
    title = " ".join(reminder.title.split())
    text = say("reminder_text", title=title, address=settings.address)
    subject = say("reminder_subject", title=title)
    mail.send(settings.mail, reminder.address, subject, f"{text.strip()}\n")
