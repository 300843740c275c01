import { z } from 'zod';
import { text, wholeNumber } from './variable.js';

/** Where the hub listens. */
export interface ListeningSettings {
  /** `HOST`: 127.0.0.1 unless given. */
  readonly host: string;
  /** `PORT`: 4000 unless given; 0 takes any free one. */
  readonly port: number;
}

/** The variables of host and port. */
export const listeningPart = z
  .object({ HOST: text(), PORT: wholeNumber({ usual: 4000, most: 65_535 }) })
  .transform((given): ListeningSettings => ({ host: given.HOST ?? '127.0.0.1', port: given.PORT }));
