/** The exit statuses that scripts rely on. */
export const DONE = 0;
/** The input was refused; the reason is on standard error. */
export const REFUSED = 1;
/** The command was called wrongly. */
export const WRONG_CALL = 2;

/** Ends a command with {@link REFUSED} and a message for the person who called it. */
export class Refused extends Error {}
