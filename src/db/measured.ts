import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/** Passes bytes on as they are, and says how many they were and their SM3 once they have gone through. */
export class Measured extends Transform {
  readonly #hash = createHash('sm3');
  /** In bytes. */
  size = 0;

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    this.size += chunk.length;
    done(null, chunk);
  }

  /** The hex SM3; to be asked once, at the end. */
  digest(): string {
    return this.#hash.digest('hex');
  }
}
