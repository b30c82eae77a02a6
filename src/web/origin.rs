//! Where a request comes from: the network address behind the proxies we trust, and what the browser shows of earlier visits.
use crate::{
    app::App,
    clock::Clock,
    identity::{
        devices::{self, Devices},
        guesses::Origin,
    },
};
use axum::{
    extract::{ConnectInfo, FromRequestParts, Request, State},
    http::{HeaderMap, header, request::Parts},
    middleware::Next,
    response::Response,
};
use ipnet::IpNet;
use rand::rngs::StdRng;
use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

const DEVICE: &str = "device";

impl FromRequestParts<App> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        let address = parts.extensions.get::<IpAddr>().copied();
        let address = address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let devices = cookie(&parts.headers, DEVICE).map(Devices::read).unwrap_or_default();
        Ok(Self { address: household(address).to_string(), devices })
    }
}

/// Finds out once where the request comes from, for the log and for counting guesses.
pub(super) async fn located(
    State(proxies): State<Arc<[IpNet]>>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() {
        let address = behind(peer.ip().to_canonical(), request.headers(), &proxies);
        request.extensions_mut().insert(address);
    }
    next.run(request).await
}

/// The cookie that makes this browser known to her from now on; it survives signing out.
pub fn device_cookie(app: &App, origin: &Origin, user_id: i64) -> String {
    let clock: Clock = app.clock;
    let value = origin.devices.with(&app.vault, user_id, clock.now(), &mut rand::make_rng::<StdRng>());
    let secure = if app.config.server.https() { "; Secure" } else { "" };
    let lasts = devices::LASTS.num_seconds();
    format!("{DEVICE}={value}; Path=/; Max-Age={lasts}; SameSite=Lax; HttpOnly{secure}")
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

/// The nearest address that is no proxy of ours. What stands farther left in the header anybody can write.
fn behind(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_ours = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    let said: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let mut address = peer;
    for hop in said.into_iter().rev() {
        if !is_ours(&address) {
            break;
        }
        let Ok(hop) = hop.trim().parse::<IpAddr>() else { break };
        address = hop.to_canonical();
    }
    address
}

/// One household or office: in IPv6 everybody has as many addresses as she likes, but only one network of them.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        four => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|name| name.parse().unwrap()).collect();
        household(behind(peer.parse().unwrap(), &headers, &trusted)).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(from("203.0.113.7", &["198.51.100.1"], &["10.0.0.0/8"]), "203.0.113.7");
        assert_eq!(from("10.0.0.1", &["198.51.100.1"], &["10.0.0.0/8"]), "198.51.100.1");
        assert_eq!(from("10.0.0.1", &["6.6.6.6, 198.51.100.1, 10.0.0.2"], &["10.0.0.0/8"]), "198.51.100.1");
        assert_eq!(from("10.0.0.1", &["6.6.6.6", "198.51.100.1"], &["10.0.0.0/8"]), "198.51.100.1");
        assert_eq!(from("10.0.0.1", &["rubbish"], &["10.0.0.0/8"]), "10.0.0.1");
        assert_eq!(from("10.0.0.1", &[], &["10.0.0.0/8"]), "10.0.0.1");
    }

    #[test]
    fn one_ipv6_network_is_one_place() {
        let place = from("2001:db8:1:2:3:4:5:6", &[], &[]);
        assert_eq!(place, from("2001:db8:1:2:ffff::1", &[], &[]));
        assert_ne!(place, from("2001:db8:1:3::1", &[], &[]));
        assert_eq!(from("::ffff:203.0.113.7", &[], &[]), "203.0.113.7");
    }
}
