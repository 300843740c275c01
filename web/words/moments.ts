/** A moment in the county's time. */
export function moment(at: string | Date): string {
  return new Date(at).toLocaleString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' });
}
