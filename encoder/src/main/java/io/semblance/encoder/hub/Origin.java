package io.semblance.encoder.hub;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port: what decides who may see the token. */
record Origin(String scheme, String host, int port) {
  static Origin of(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : 80;
    return new Origin(
        scheme,
        String.valueOf(address.getHost()).toLowerCase(Locale.ROOT),
        address.getPort() < 0 ? standard : address.getPort());
  }

  boolean isHttps() {
    return scheme.equals("https");
  }

  /** Judged by the text alone: no name is looked up. */
  boolean isLoopback() {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** Whether a secret may go there: nobody on the way can read it. */
  boolean keepsSecrets() {
    return isHttps() || isLoopback();
  }
}
