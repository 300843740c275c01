import type { FileBytes } from './file-bytes.js';

/** The same bytes, of which somebody is told how far they were read; they may be read several times. */
export function watchedBytes(bytes: FileBytes, onRead: (upTo: number, size: number) => void): FileBytes {
  return {
    size: bytes.size,
    read: async (from, to) => {
      const read = await bytes.read(from, to);
      onRead(to, bytes.size);
      return read;
    },
    rest: async () => bytes.rest?.(),
  };
}
