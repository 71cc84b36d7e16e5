// npm install standardwebhooks
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.HANDOVER_WEBHOOK_SECRET);

/** The event; throws if it is not Handover’s. body: the text as it came. */
export const eventIn = (body, headers) => webhook.verify(body, headers);
