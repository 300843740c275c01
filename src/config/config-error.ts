/** A setting that cannot be used as it stands: the message names it and says what it takes (中文). */
export class ConfigError extends Error {}
