package io.semblance.encoder.weights;

import io.semblance.encoder.weights.TorchTensor.Storage;
import io.semblance.error.SemblanceException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the tensors of a {@code pytorch_model.bin}: a pickled dictionary of names to tensors, as
 * {@code torch.save} writes it, either in a zip archive (since PyTorch 1.6) or as a row of pickles
 * with the values behind. A pickle is a program; this reader runs only the part of it that
 * describes tensors and refuses all other, by name and position.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/notes/serialization.html">Serialization
 *     semantics of PyTorch</a>
 */
public final class TorchPickle {
  private static final String PICKLE = "data.pkl";

  /** {@code LONG1} with the ten bytes of 0x1950a86a20f9469cfc6c, in a pickle of protocol 2. */
  private static final byte[] LEGACY_MAGIC = {
    (byte) 0x80,
    2,
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19,
    '.'
  };

  private static final long LEGACY_VERSION = 1001;

  private final UntrustedFile file;
  private final TorchObjects objects = new TorchObjects();

  private TorchPickle(UntrustedFile file) {
    this.file = file;
  }

  /**
   * Opens a file: reads and checks the pickle, no values.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} naming the file and what is wrong with it
   */
  public static Weights open(Path path) {
    try (UntrustedFile file = UntrustedFile.open(path)) {
      TorchPickle pickle = new TorchPickle(file);
      return new Weights(path, pickle.isZip() ? pickle.zip() : pickle.legacy());
    }
  }

  private boolean isZip() {
    return file.size() >= Integer.BYTES
        && file.read(0, Integer.BYTES).getInt() == ZipDirectory.LOCAL_SIGNATURE;
  }

  private Map<String, StoredTensor> zip() {
    ZipDirectory zip = ZipDirectory.read(file);
    String folder = folder(zip);
    requireLittleEndian(zip, folder + "byteorder");
    ZipDirectory.Range range = zip.content(folder + PICKLE);
    Object root = PickleMachine.run(new PickleInput(file, range.start(), range.end()), objects);
    Map<String, Long> positions = new HashMap<>();
    for (Storage storage : objects.storages().values()) {
      ZipDirectory.Range content = zip.content(folder + "data/" + storage.key());
      file.require(
          content.length() == storage.bytes(),
          () ->
              "has storage '%s' of %s bytes, its pickle says %s"
                  .formatted(storage.key(), content.length(), storage.bytes()));
      positions.put(storage.key(), content.start());
    }
    return tensors(root, positions);
  }

  /** The one folder at the top of the archive, with its slash; its name differs between files. */
  private String folder(ZipDirectory zip) {
    List<String> pickles =
        zip.names().stream()
            .filter(name -> name.indexOf('/') == name.length() - PICKLE.length() - 1)
            .filter(name -> name.endsWith("/" + PICKLE))
            .toList();
    file.require(
        pickles.size() == 1,
        () -> "is a zip archive with " + pickles.size() + " entries " + PICKLE + ", must be one");
    return pickles.getFirst().substring(0, pickles.getFirst().length() - PICKLE.length());
  }

  private void requireLittleEndian(ZipDirectory zip, String entry) {
    if (!zip.names().contains(entry)) { // PyTorch before 2.1 did not say
      return;
    }
    ZipDirectory.Range range = zip.content(entry);
    ByteBuffer bytes = file.read(range.start(), (int) Math.min(range.length(), 16));
    String order = StandardCharsets.US_ASCII.decode(bytes).toString();
    file.require(
        order.equals("little"), () -> "has byte order '" + order + "', only 'little' is read");
  }

  /**
   * Pickles one behind the other (magic number, version, the writer's machine, the dictionary, the
   * storages' keys), then each storage: its number of elements in eight bytes, its values.
   */
  private Map<String, StoredTensor> legacy() {
    requireMagic();
    PickleInput in = new PickleInput(file, LEGACY_MAGIC.length, file.size());
    Object version = PickleMachine.run(in, objects);
    if (!Long.valueOf(LEGACY_VERSION).equals(version)) {
      throw in.failure("gives no version " + LEGACY_VERSION + ", the only one known");
    }
    PickleMachine.run(in, objects);
    Object root = PickleMachine.run(in, objects);
    Object keys = PickleMachine.run(in, objects);
    return tensors(root, storagePositions(keys, in));
  }

  private void requireMagic() {
    boolean magic =
        file.size() >= LEGACY_MAGIC.length
            && file.read(0, LEGACY_MAGIC.length).equals(ByteBuffer.wrap(LEGACY_MAGIC));
    file.require(
        magic, () -> "is neither a zip archive nor begins with the magic number of torch.save");
  }

  private Map<String, Long> storagePositions(Object keys, PickleInput in) {
    if (!(keys instanceof List<?> list) || list.size() != objects.storages().size()) {
      throw in.failure("names " + objects.storages().size() + " storages but does not list them");
    }
    Map<String, Long> positions = new HashMap<>();
    long next = in.position();
    for (Object key : list) {
      Storage storage = key instanceof String name ? objects.storages().get(name) : null;
      if (storage == null) {
        throw in.failure("lists a storage that no tensor has");
      }
      long elements = file.read(next, Long.BYTES).getLong();
      long start = next + Long.BYTES;
      file.require(
          elements == storage.elements() && storage.bytes() <= file.size() - start,
          () ->
              "has storage '%s' of %s elements at byte %s, its pickle says %s, the file has %s bytes"
                  .formatted(storage.key(), elements, start, storage.elements(), file.size()));
      if (positions.put(storage.key(), start) != null) {
        throw in.failure("lists storage '" + storage.key() + "' twice");
      }
      next = start + storage.bytes();
    }
    if (next != file.size()) {
      throw file.failure("has values up to byte " + next + " but " + file.size() + " bytes");
    }
    return positions;
  }

  private Map<String, StoredTensor> tensors(Object root, Map<String, Long> positions) {
    if (!(root instanceof Map<?, ?> map)) {
      throw file.failure("holds " + PickleMachine.kind(root) + ", must be a dictionary of tensors");
    }
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          if (!(name instanceof String text) || !(value instanceof TorchTensor tensor)) {
            throw file.failure(
                "has '" + name + "' that is " + PickleMachine.kind(value) + ", must be a tensor");
          }
          Long position = positions.get(tensor.storage().key());
          if (position == null) {
            throw file.failure("has no values for tensor '" + text + "'");
          }
          tensors.put(text, tensor.at(position));
        });
    return tensors;
  }
}
