// cspell:disable

/** What is tried first, in small letters: also with digits and marks behind it. Shorter ones are refused by their length. */
export const COMMONEST: ReadonlySet<string> = new Set(
  `a aa aa@ abc abc@ abcd abcd# abcd@ abcdefghij abcdefghijkl a1b2c3d4e5 admin admin@ adminadmin administrator administrators root root@
  password passw0rd p@ssw0rd p@ssword welcome letmein changeme test testtest iloveyou iloveyou1314 huawei huawei@ muhub china zhejiang
  qwe@ qwer@ qwerty qwertyuiop qwerasdf qwerasdfzxcv asdfghjkl asdfghjkl; zxcvbnm qazwsxedc qazwsxedcrfv qazxswedc q1w2e3r4 q1w2e3r4t5
  1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y !qaz2wsx !qaz@wsx !qaz@wsx#edc zaq12wsx
  woaini woaini1314 5201314 1314520 5201314520 zhonghua zhongguo gongwuyuan mujunxiaoyi`.split(/\s+/),
);

/** Rows of keys and letters: a piece of one is no password. */
export const RUNS: readonly string[] = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
];
