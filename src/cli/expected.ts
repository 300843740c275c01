import { AccountRefused } from '../accounts/refused.js';
import { UnknownDigest } from '../assessment/kept-schemes.js';
import { PublicationRefused } from '../assessment/publications.js';
import { BackupRefused } from '../backup/refused.js';
import { ConfigError } from '../config/config-error.js';
import { OperatorError } from '../db/failure.js';
import { AssessmentRefused } from '../grading/refusal.js';
import { PolicyRefused } from '../policy/problem.js';
import { Refused } from './exit.js';

const EXPECTED = [
  Refused,
  AccountRefused,
  BackupRefused,
  OperatorError,
  ConfigError,
  AssessmentRefused,
  PolicyRefused,
  UnknownDigest,
  PublicationRefused,
];

/** Whether an error says in our own words why a command was not done. */
export function isExpected(error: unknown): error is Error {
  return EXPECTED.some((kind) => error instanceof kind);
}
