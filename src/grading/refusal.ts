/** Why an assessment is refused as a whole. */
export type RefusalReason = 'SCHEME_YEAR' | 'NO_RECORDS' | 'SCHEME_INCOMPLETE' | 'NO_HOLDER' | 'BENCHMARK_NOT_POSITIVE';

/** An assessment that cannot be made; the message (中文) says what, where, why and who mends it. */
export class AssessmentRefused extends Error {
  override readonly name = 'AssessmentRefused';

  constructor(
    readonly reason: RefusalReason,
    message: string,
  ) {
    super(message);
  }
}

/** A part of a scheme that the arithmetic needs. @throws AssessmentRefused if a partial scheme left it null. */
export function known<T>(part: T | null, path: string): T {
  if (part === null) {
    throw new AssessmentRefused('SCHEME_INCOMPLETE', `办法不完整：${path} 为空（null），无法评价；请办法制定部门补齐`);
  }
  return part;
}
