import { describe, expect, it } from 'vitest';
import { FewAtOnce } from '../../src/accounts/few-at-once.js';
import { hashPassword, isPassword } from '../../src/accounts/password.js';
import { passwordFlaw } from '../../src/accounts/password-rule.js';

describe('a password', () => {
  it('is kept as scrypt with its parameters and a salt of its own, and is known again', async () => {
    const [one, two] = [await hashPassword('一句话作为口令 9'), await hashPassword('一句话作为口令 9')];
    expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w+/]{22}==\$[\w+/]{43}=$/);
    expect(one).not.toBe(two);
    expect(await isPassword('一句话作为口令 9', one)).toBe(true);
    expect(await isPassword('一句话作为口令 9 ', one)).toBe(false);
    // Full-width letters of a Chinese keyboard are the same.
    expect(await isPassword('ｈｅｌｌｏ　ｗｏｒｌｄ！', await hashPassword('hello world!'))).toBe(true);
  });

  it('that was kept with other parameters is known by them', async () => {
    // RFC 7914, section 12: "pleaseletmein", "SodiumChloride", N = 16384, r = 8, p = 1, its first 32 bytes.
    const hash = '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2';
    const kept = `$scrypt$ln=14,r=8,p=1$${Buffer.from('SodiumChloride').toString('base64')}$${Buffer.from(hash, 'hex').toString('base64')}`;
    expect(await isPassword('pleaseletmein', kept)).toBe(true);
    expect(await isPassword('pleaseletmeout', kept)).toBe(false);
    await expect(isPassword('x', 'pleaseletmein')).rejects.toThrow('no hash');
  });

  it('is none of an account without one', async () => {
    expect(await isPassword('', null)).toBe(false);
  });
});

describe('a new password', () => {
  it.each([
    ['短口令', /太短：至少 10/],
    ['九个字符的口令呀啊', /太短/],
    ['x1'.repeat(65), /太长/],
    ['我是ZhangSan的口令', /不能有账户名/],
    ['abababababab', /过于简单/],
    ['Password2024!', /最常被猜到/],
    ['1qaz2wsx3edc', /最常被猜到/],
    ['Admin@123456', /最常被猜到/],
    ['woaini1314520', /最常被猜到/],
    ['1234567890', /最常被猜到/],
    ['QWERTYUIOPasd', /最常被猜到/],
  ])('%s is refused', (password, why) => {
    expect(passwordFlaw(password, 'zhangsan')).toMatch(why);
  });

  it.each(['十个字符的口令也行呀', 'correct horse battery', 'Kp7-vexing-mu', '2024年的夏天很热'])('%s is taken', (password) => {
    expect(passwordFlaw(password, 'zhangsan')).toBeUndefined();
  });
});

it('a few at once: others wait their turn, and those beyond are refused', async () => {
  const few = new FewAtOnce(1, 1);
  let release = () => undefined as void;
  const order: number[] = [];
  const first = few.run(() => new Promise<void>((resolve) => (release = () => (order.push(1), resolve()))));
  const second = few.run(async () => void order.push(2));
  await expect(few.run(async () => undefined)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  release();
  await Promise.all([first, second]);
  expect(order).toEqual([1, 2]);
  await few.run(async () => void order.push(3));
  expect(order).toEqual([1, 2, 3]);
});
