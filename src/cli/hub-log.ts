import { pino, type DestinationStream, type Logger } from 'pino';
import { printable } from '../handover/printable.js';

/** A hub's log, a line of JSON an entry: whatever text stands in it, nobody who looks at it on a terminal is fooled. */
export function hubLog(level: string, to: DestinationStream): Logger {
  return pino({ level, name: 'muhub', hooks: { streamWrite: (line) => printable(line, '\n') } }, to);
}
