/** A moment in the county's time. */
export function moment(text: string): string {
  return new Date(text).toLocaleString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' });
}
