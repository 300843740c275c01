const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a policy file, whose bytes it gives back exactly; or why there is none (中文). */
export function policyText(bytes: Uint8Array): { readonly text: string; readonly unreadable: string | undefined } {
  try {
    const text = UTF8.decode(bytes);
    return text.includes('\0') ? { text: '', unreadable: NO_TEXT } : { text, unreadable: undefined };
  } catch {
    return { text: '', unreadable: NOT_UTF8 };
  }
}

const NOT_UTF8 = '文件不是 UTF-8 编码（可能是 GBK）；请用编辑器另存为 UTF-8';
const NO_TEXT = '文件里有空字符，不是文本文件；请重新保存为纯文本';
