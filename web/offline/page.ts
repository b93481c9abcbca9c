import "../ui/base.css";

/** The browser may believe in a network that leads nowhere: the site itself is asked. */
const ASK_EVERY_MS = 10_000;

async function leave(): Promise<void> {
  const answer = await fetch("/api/health", { cache: "no-store" }).catch(() => undefined);
  if (answer?.ok) location.reload();
}

addEventListener("online", () => void leave());
setInterval(() => void leave(), ASK_EVERY_MS);
document.querySelector("button")?.addEventListener("click", () => location.reload());
