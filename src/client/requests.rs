//! The calls of requests.

use reqwest::{Method, blocking::RequestBuilder};

use super::{ASKING, Error, Server, asking, done, json, read};
use crate::protocol::{
    token::{AnswerToken, BundleId, CollectToken},
    wire::{AnswerRequest, AnswererView, CollectorView, Created, PutRequest},
};

impl Server {
    /// `PUT /api/v1/requests/{id}`: repeating it with the same body is harmless.
    pub fn put_request(&self, id: &BundleId, request: &PutRequest) -> Result<Created, Error> {
        let call = self.with_owner(self.request(Method::PUT, id, ""));
        read(json(call, request))
    }

    /// `GET /api/v1/requests/{id}` with the answer token.
    pub fn asked(&self, id: &BundleId, token: &AnswerToken) -> Result<AnswererView, Error> {
        asking(|| read(self.look_at_request(id).bearer_auth(token.to_b64u())))
    }

    /// `GET /api/v1/requests/{id}` with the collect token.
    pub fn answered(&self, id: &BundleId, token: &CollectToken) -> Result<CollectorView, Error> {
        asking(|| read(self.look_at_request(id).bearer_auth(token.to_b64u())))
    }

    /// `POST /api/v1/requests/{id}/answer`: repeating it with the same body is harmless.
    pub fn answer(
        &self,
        id: &BundleId,
        token: &AnswerToken,
        answer: &AnswerRequest,
    ) -> Result<Created, Error> {
        let call = self.request(Method::POST, id, "/answer");
        read(json(call.bearer_auth(token.to_b64u()), answer))
    }

    /// `POST /api/v1/requests/{id}/finish`
    pub fn finish_request(&self, id: &BundleId, token: &CollectToken) -> Result<(), Error> {
        let call = self.request(Method::POST, id, "/finish").timeout(ASKING);
        done(call.bearer_auth(token.to_b64u()))
    }

    /// `DELETE /api/v1/requests/{id}`
    pub fn revoke_request(&self, id: &BundleId, token: &CollectToken) -> Result<(), Error> {
        let call = self.request(Method::DELETE, id, "").timeout(ASKING);
        done(call.bearer_auth(token.to_b64u()))
    }

    fn look_at_request(&self, id: &BundleId) -> RequestBuilder {
        self.request(Method::GET, id, "").timeout(ASKING)
    }

    fn request(&self, method: Method, id: &BundleId, verb: &str) -> RequestBuilder {
        self.call(method, &format!("/api/v1/requests/{}{verb}", id.to_b64u()))
    }
}
