package io.semblance.encoder.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubTransportTest {
  private static final URI SECURE = URI.create("https://hub.example/org/m/resolve/main/a");

  @Test
  void followsRelativeAndAbsoluteRedirects() throws IOException {
    assertThat(HubTransport.target(SECURE, "/x/y?z=1")).hasToString("https://hub.example/x/y?z=1");
    assertThat(HubTransport.target(SECURE, "https://cdn.example/b"))
        .hasToString("https://cdn.example/b");
    assertThat(HubTransport.target(URI.create("http://127.0.0.1:81/a"), "http://mirror/b"))
        .hasToString("http://mirror/b");
  }

  @ParameterizedTest
  @CsvSource({
    "http://hub.example/a",
    "file:///etc/passwd",
    "ftp://hub.example/a",
    "https:a",
    "'a b'"
  })
  void refusesRedirectsToAnythingElse(String location) {
    assertThatThrownBy(() -> HubTransport.target(SECURE, location))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(location);
  }

  @ParameterizedTest
  @CsvSource({
    "https://hub.example/x, true",
    "http://hub.example/x, false",
    "http://localhost:81/x, true",
    "http://127.0.0.1/x, true",
    "http://[::1]:5/x, true",
    "http://127.0.0.1.example/x, false",
    "http://localhost.example/x, false"
  })
  void trustsOnlyEncryptedOrOwnAddressesWithTheToken(String address, boolean trusted) {
    assertThat(Origin.of(URI.create(address)).keepsSecrets()).isEqualTo(trusted);
  }

  @Test
  void tellsOriginsApartByEveryPart() {
    Origin hub = Origin.of(URI.create("https://Hub.example/x"));

    assertThat(Origin.of(URI.create("https://hub.example:443/y"))).isEqualTo(hub);
    assertThat(Origin.of(URI.create("https://hub.example:444/x"))).isNotEqualTo(hub);
    assertThat(Origin.of(URI.create("http://hub.example/x"))).isNotEqualTo(hub);
    assertThat(Origin.of(URI.create("https://cdn.hub.example/x"))).isNotEqualTo(hub);
  }
}
