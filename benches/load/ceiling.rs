//! The raw ceiling: the least that a server of this framework and this store can do.

use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, web};
use redis::{AsyncConnectionConfig, aio::MultiplexedConnection};

/// Bytes of a body.
const LARGEST: usize = 1 << 20;
/// Seconds that a value is kept.
const KEPT: u64 = 3_600;

/// Serves until it is ended.
pub(crate) fn serve(port: u16, redis: u16) {
    let client = redis::Client::open(format!("redis://127.0.0.1:{redis}/")).unwrap();
    let serving = async move {
        let server = HttpServer::new(move || {
            let client = client.clone();
            App::new()
                .data_factory(move || connect(client.clone()))
                .app_data(web::PayloadConfig::new(LARGEST))
                .route("/{id}", web::put().to(put))
                .route("/{id}", web::post().to(open))
        });
        server.bind(("127.0.0.1", port))?.run().await
    };
    actix_web::rt::System::new().block_on(serving).unwrap();
}

/// A connection of the worker's own.
async fn connect(client: redis::Client) -> redis::RedisResult<MultiplexedConnection> {
    let config = AsyncConnectionConfig::new().set_response_timeout(Some(Duration::from_secs(2)));
    let connecting = client.get_multiplexed_async_connection_with_config(&config);
    connecting.await
}

async fn put(
    redis: web::Data<MultiplexedConnection>,
    id: web::Path<String>,
    body: web::Bytes,
) -> HttpResponse {
    let mut redis = redis.get_ref().clone();
    let mut set = redis::cmd("SET");
    set.arg(id.as_str()).arg(&body[..]).arg("EX").arg(KEPT);
    match set.exec_async(&mut redis).await {
        Ok(()) => HttpResponse::Created().finish(),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}

async fn open(redis: web::Data<MultiplexedConnection>, id: web::Path<String>) -> HttpResponse {
    let mut redis = redis.get_ref().clone();
    let mut take = redis::cmd("GETDEL");
    let taken = take.arg(id.as_str()).query_async(&mut redis).await;
    match taken {
        Ok(Some::<Vec<u8>>(bytes)) => HttpResponse::Ok().body(bytes),
        Ok(None) => HttpResponse::Gone().finish(),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}
