import { describe, expect, it } from 'vitest';
import { issue } from '../../src/handover/issue-catalogue.js';
import type { IssueCode, Severity } from '../../src/handover/issue.js';

/** HANDOVER.md, Issues. */
const SEVERITIES: Record<IssueCode, Severity> = {
  CREDIT_CODE_INVALID: 'error',
  CREDIT_CODE_CHECK_DIGIT: 'warning',
  UNIT_CODE_INVALID: 'error',
  NUMBER_INVALID: 'error',
  DATE_INVALID: 'error',
  YEAR_INVALID: 'error',
  QUARTER_INVALID: 'error',
  BOOLEAN_INVALID: 'error',
  EVENT_UNKNOWN: 'error',
  VALUE_UNKNOWN: 'error',
  FACT_UNKNOWN: 'error',
  NEGATIVE_NOT_ALLOWED: 'error',
  REQUIRED_MISSING: 'error',
  ROW_NOT_YOURS: 'error',
  DUPLICATE_SAME: 'notice',
  DUPLICATE_CONFLICT: 'error',
  UNKNOWN_ENTERPRISE: 'warning',
  CODE_UNKNOWN: 'warning',
  DATE_SENTINEL: 'warning',
  DATE_ORDER: 'warning',
  CONTRACT_UNKNOWN: 'warning',
  APPROVAL_UNKNOWN: 'warning',
  PARCEL_UNKNOWN: 'warning',
  AREA_OVER_APPROVED: 'warning',
  CELL_ERROR: 'error',
  DIGITS_LOST: 'error',
  FEWER_ROWS: 'warning',
  TOTALS_ROW: 'notice',
  FOOTER_ROW: 'notice',
  UNKNOWN_COLUMN: 'notice',
  COLUMN_ABSENT: 'notice',
  MERGED_FILLED: 'notice',
  INVISIBLE_CHARACTERS: 'notice',
  YEAR_FROM_TITLE: 'notice',
  SHEET_IGNORED: 'warning',
  ENCODING_GB18030: 'notice',
  HEADER_NOT_RECOGNISED: 'error',
  UNIT_MISMATCH: 'error',
  UNIT_UNKNOWN: 'error',
  UNIT_MISSING: 'error',
  COLUMN_DOUBLED: 'error',
  YEAR_AMBIGUOUS: 'error',
  ENCODING_INVALID: 'error',
  FILE_TOO_LARGE: 'error',
  FILE_MALFORMED: 'error',
  ALREADY_RECEIVED: 'notice',
};

describe('issues', () => {
  it.each(Object.entries(SEVERITIES) as [IssueCode, Severity][])('%s is of severity %s', (code, severity) => {
    const found = issue(code, { file: '甲.csv', department: 'statistics', line: 3, column: '规上', found: '也许' });
    expect(found.severity).toBe(severity);
    for (const part of ['甲.csv', '第 3 行', '“规上”', '“也许”']) expect(found.message).toContain(part);
    expect(found.message.endsWith('更正。')).toBe(severity !== 'notice');
  });

  it('name who mends them', () => {
    expect(issue('BOOLEAN_INVALID', { department: 'statistics' })).toMatchObject({ department: 'statistics' });
    expect(issue('BOOLEAN_INVALID', { department: 'statistics' }).message).toContain('统计局');
    expect(issue('UNKNOWN_ENTERPRISE', { department: 'tax' })).toMatchObject({ department: 'register' });
    expect(issue('UNKNOWN_ENTERPRISE', { department: 'tax' }).message).toContain('市场监督管理局');
    expect(issue('TOTALS_ROW', { department: 'tax' }).department).toBeUndefined();
    expect(issue('ENCODING_INVALID', { file: '甲.csv' }).message).toContain('请移交部门');
  });

  it('quote no more of a cell than a person reads, and spell out what is not seen', () => {
    const long = issue('NUMBER_INVALID', { found: '长𠮷'.repeat(5000) });
    expect(long.found).toBe(`${'长𠮷'.repeat(30)}…`);
    expect(long.message.length).toBeLessThan(300);
    const hidden = issue('NUMBER_INVALID', { file: '甲\u202e.csv', column: '营\n收', found: '\u202d1\u00a02\u001b' });
    expect(hidden.message).toContain('甲\\u202e.csv “营\\u000a收”栏：“\\u202d1\\u00a02\\u001b”：');
  });
});
