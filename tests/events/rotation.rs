//! What an edit of the clients file changes, from the next call on.

use handover::{
    clients::{Clients, members::WebhookSecret},
    events::{Message, signature::sign},
};

use crate::{
    desk::{Desk, NEXT_SECRET, SECRET, clients},
    receiver::{Call, Receiver},
};

/// Whether a receiver that knows only this secret would take the call.
fn verifies(call: &Call, secret: &str) -> bool {
    let secrets: [WebhookSecret; 1] = [secret.parse().ok().unwrap()];
    let message = Message::new(call.header("webhook-id"), call.body.clone());
    let timestamp = call.header("webhook-timestamp").parse().unwrap();
    let expected = sign(&secrets, &message, timestamp);
    call.header("webhook-signature")
        .split(' ')
        .any(|one| one == expected)
}

#[tokio::test]
async fn a_secret_is_changed_without_a_call_that_cannot_be_verified() {
    let receiver = Receiver::always(200).await;
    let url = receiver.url();
    let desk = Desk::new(&url);
    for secrets in [&[SECRET][..], &[SECRET, NEXT_SECRET], &[NEXT_SECRET]] {
        desk.clients.replace(clients(&[("desk", &url)], secrets));
        desk.happen(&["T-1"]).await;
        desk.deliver().await;
        let calls = receiver.calls();
        let call = calls.last().unwrap();
        for secret in [SECRET, NEXT_SECRET] {
            assert_eq!(
                verifies(call, secret),
                secrets.contains(&secret),
                "{secrets:?}"
            );
        }
    }
    assert_eq!(receiver.calls().len(), 3);
}

#[tokio::test]
async fn another_address_is_called_at_once_and_none_not_at_all() {
    let (old, new) = (Receiver::always(503).await, Receiver::always(200).await);
    let desk = Desk::new(&old.url());
    desk.happen(&["T-1", "T-2"]).await;
    desk.deliver().await;
    desk.clients
        .replace(clients(&[("desk", &new.url())], &[SECRET]));
    desk.deliver_to_the_end().await;
    assert_eq!(old.references(), ["T-1"]);
    assert_eq!(new.references(), ["T-1", "T-2"]);

    desk.clients.replace(Clients::default());
    desk.happen(&["T-3"]).await;
    desk.deliver().await;
    assert_eq!(new.calls().len(), 2);
    assert_eq!(desk.state().await.waiting, 1);
    desk.clients
        .replace(clients(&[("desk", &new.url())], &[SECRET]));
    desk.deliver().await;
    assert_eq!(new.references()[2..], ["T-3"]);
}
