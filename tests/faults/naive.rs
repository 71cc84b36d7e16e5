//! A service as others write it, on the same routes: two instances over one Redis, wrong on purpose.

use std::{
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    dev::ServerHandle,
    rt::System,
    web::{self, Data, Json, Path},
};
use redis::{Client, Connection, RedisResult};
use serde_json::{Value, json};

/// How it makes sure that a bundle is delivered once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// `GETDEL`, answered when the primary has done it.
    GetDel,
    /// `GET`, then `DEL`, behind a lock of the process.
    LockOfProcess,
}

/// Where the primary is now.
pub type Primary = Arc<dyn Fn() -> String + Send + Sync>;

struct Shared {
    way: Way,
    primary: Primary,
    lock: Mutex<()>,
}

/// An instance, in a thread of its own.
pub struct Naive {
    pub port: u16,
    server: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Naive {
    pub fn start(way: Way, primary: Primary) -> Self {
        let (told, tell) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            System::new().block_on(async move {
                let shared = Data::new(Shared {
                    way,
                    primary,
                    lock: Mutex::new(()),
                });
                let server = HttpServer::new(move || {
                    let path = "/api/v1/bundles/{id}";
                    App::new()
                        .app_data(shared.clone())
                        .route(path, web::put().to(put))
                        .route(path, web::get().to(look))
                        .route(&format!("{path}/open"), web::post().to(open))
                });
                let server = server.workers(1).bind(("127.0.0.1", 0)).unwrap();
                let port = server.addrs()[0].port();
                let server = server.run();
                told.send((port, server.handle())).unwrap();
                server.await.unwrap();
            });
        });
        let (port, server) = tell.recv().unwrap();
        Self {
            port,
            server,
            thread: Some(thread),
        }
    }
}

impl Drop for Naive {
    fn drop(&mut self) {
        drop(self.server.stop(false));
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

async fn put(shared: Data<Shared>, id: Path<String>, body: Json<Value>) -> HttpResponse {
    let envelope = body["envelope"].as_str().unwrap_or_default().to_owned();
    let done = ask(shared, move |redis, _| {
        redis::cmd("SET").arg(&*id).arg(envelope).exec(redis)
    });
    match done.await {
        Ok(()) => HttpResponse::Created().json(json!({})),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}

/// Whether it is there: this service keeps no record of what it has delivered.
async fn look(shared: Data<Shared>, id: Path<String>) -> HttpResponse {
    let there = ask(shared, move |redis, _| {
        redis::cmd("EXISTS").arg(&*id).query::<bool>(redis)
    });
    match there.await {
        Ok(true) => HttpResponse::Ok().json(json!({"state": "sealed", "tries_left": 5})),
        Ok(false) => HttpResponse::NotFound().finish(),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}

async fn open(shared: Data<Shared>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    if request.headers().get("authorization").is_none() {
        return HttpResponse::Unauthorized().finish();
    }
    match ask(shared, move |redis, shared| take(redis, shared, &id)).await {
        Ok(Some(envelope)) => HttpResponse::Ok().json(json!({ "envelope": envelope })),
        Ok(None) => HttpResponse::Gone().json(json!({"state": "opened"})),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}

fn take(redis: &mut Connection, shared: &Shared, id: &str) -> RedisResult<Option<String>> {
    if shared.way == Way::GetDel {
        return redis::cmd("GETDEL").arg(id).query(redis);
    }
    let _lock = shared.lock.lock().unwrap_or_else(PoisonError::into_inner);
    let envelope = redis::cmd("GET").arg(id).query(redis)?;
    redis::cmd("DEL").arg(id).exec(redis)?;
    Ok(envelope)
}

async fn ask<T: Send + 'static>(
    shared: Data<Shared>,
    call: impl FnOnce(&mut Connection, &Shared) -> RedisResult<T> + Send + 'static,
) -> RedisResult<T> {
    let asked = web::block(move || {
        let client = Client::open((shared.primary)())?;
        let patience = std::time::Duration::from_secs(1);
        let mut redis = client.get_connection_with_timeout(patience)?;
        redis.set_read_timeout(Some(patience))?;
        call(&mut redis, &shared)
    });
    asked.await.expect("the threads of the pool go on")
}
