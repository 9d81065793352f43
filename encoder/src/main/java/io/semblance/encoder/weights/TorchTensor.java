package io.semblance.encoder.weights;

import java.util.List;

/**
 * A tensor as a pickle describes it: a view of a storage. Checked to lie within its storage.
 *
 * @param offset of the first element in the storage, in elements
 * @param strides elements between neighbours along each axis
 */
record TorchTensor(Storage storage, long offset, List<Integer> shape, List<Long> strides) {
  StoredTensor at(long storagePosition) {
    return new StoredTensor(
        storage.type, shape, strides, storagePosition + offset * storage.type.bytes);
  }

  /**
   * A run of elements that tensors share.
   *
   * @param key its name in the file
   */
  record Storage(String key, ElementType type, long elements) {
    long bytes() {
      return elements * type.bytes;
    }
  }
}
