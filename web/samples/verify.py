# pip install standardwebhooks
import os

from standardwebhooks import Webhook

webhook = Webhook(os.environ["HANDOVER_WEBHOOK_SECRET"])


def event_in(body: str, headers: dict) -> dict:
    """The event; raises if it is not Handover's. body: the text as it came."""
    return webhook.verify(body, headers)
