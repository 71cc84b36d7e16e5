//! The verbs of requests.
use super::*;
use crate::protocol::{token::*, wire::RequestState};
use crate::store::*;
impl Redis {
    fn not_yet<T>() -> Result<T, Error> {
        Err(Error::Down("requests".to_owned()))
    }
    pub(in crate::store) async fn request(&self, _: &NewRequest) -> Result<Created, Error> {
        Self::not_yet()
    }
    pub(in crate::store) async fn look_request(
        &self,
        _: &BundleId,
        _: &RequestBearer,
    ) -> Result<SeenRequest, Error> {
        Self::not_yet()
    }
    pub(in crate::store) async fn answer(
        &self,
        _: &BundleId,
        _: &AnswerHash,
        _: &NewAnswer,
    ) -> Result<Answered, Error> {
        Self::not_yet()
    }
    pub(in crate::store) async fn revoke_request(
        &self,
        _: &BundleId,
        _: &Authority,
    ) -> Result<Ended<RequestState>, Error> {
        Self::not_yet()
    }
    pub(in crate::store) async fn finish_request(
        &self,
        _: &BundleId,
        _: &Authority,
    ) -> Result<Ended<RequestState>, Error> {
        Self::not_yet()
    }
}
