package io.semblance.encoder.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A repository of the {@link TestHub}: one commit, which is the end of some branches. */
public final class TestRepository {
  private final String name;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Set<String> large = new HashSet<>();
  private final Set<String> branches = new HashSet<>(Set.of("main"));
  private String token;
  private boolean gated;

  TestRepository(String name) {
    this.name = name;
  }

  /** A file kept in git, named by git's hash. */
  public TestRepository put(String path, String text) {
    return put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public TestRepository put(String path, byte[] bytes) {
    files.put(path, bytes);
    large.remove(path);
    return this;
  }

  /** A file kept in the store of large files, named by its SHA-256. */
  public TestRepository putLarge(String path, byte[] bytes) {
    files.put(path, bytes);
    large.add(path);
    return this;
  }

  public TestRepository branch(String branch) {
    branches.add(branch);
    return this;
  }

  /** Hides the repository from requests without this token. */
  public TestRepository privateTo(String secret) {
    token = secret;
    gated = false;
    return this;
  }

  public TestRepository gatedBehind(String secret) {
    token = secret;
    gated = true;
    return this;
  }

  /** Follows from the files, so that a change makes another commit. */
  public String commit() {
    StringBuilder text = new StringBuilder(name);
    files.forEach((path, bytes) -> text.append('\n').append(path).append(sha256(bytes)));
    return hex("SHA-1", text.toString().getBytes(StandardCharsets.UTF_8));
  }

  public String etag(String path) {
    byte[] bytes = files.get(path);
    return large.contains(path) ? sha256(bytes) : gitSha1(bytes);
  }

  byte[] bytes(String path) {
    return files.get(path);
  }

  boolean has(String revision) {
    return branches.contains(revision) || revision.equals(commit());
  }

  boolean isLarge(String path) {
    return large.contains(path);
  }

  List<String> paths() {
    return List.copyOf(files.keySet());
  }

  String token() {
    return token;
  }

  boolean isGated() {
    return gated;
  }

  public static String sha256(byte[] bytes) {
    return hex("SHA-256", bytes);
  }

  /** As {@code git hash-object} has it. */
  public static String gitSha1(byte[] bytes) {
    byte[] head = ("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[head.length + bytes.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(bytes, 0, all, head.length, bytes.length);
    return hex("SHA-1", all);
  }

  private static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
