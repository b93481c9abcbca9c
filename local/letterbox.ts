import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import PostalMime from "postal-mime";

/** The line in which the local mail service says where it put a mail. */
const stored = /^\s*(\/.*\.eml)\s*$/;
const OWNER_ONLY = 0o600;

/**
 * Listens to what the runtime prints and keeps each mail as a file that a browser opens, and as it would have been sent,
 * since the runtime's own copy goes with the runtime. Nothing leaves this machine.
 * @param folder of this state; made with the first mail.
 */
export function letterbox(folder: string, folderName: string, say: (sentence: string) => void): (line: string) => void {
  return (line) => {
    const [, file] = stored.exec(line) ?? [];
    if (file) void keep(file).catch(() => say(`A mail could not be read from ${file}.`));
  };

  async function keep(file: string): Promise<void> {
    const raw = readFileSync(file);
    const { subject = "", to, html = "" } = await PostalMime.parse(raw);
    mkdirSync(folder, { recursive: true });
    const words = subject.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60);
    const name = `${new Date().toISOString().replace(/[:.]/g, "-")}-${words}`;
    writeFileSync(path.join(folder, `${name}.eml`), raw, { mode: OWNER_ONLY });
    writeFileSync(path.join(folder, `${name}.html`), html, { mode: OWNER_ONLY });
    say(`A mail to ${to?.[0]?.address ?? "nobody"}, “${subject}”: ${path.join(folderName, `${name}.html`)}`);
  }
}
