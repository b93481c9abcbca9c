import Bowser from "bowser";
import type { SessionInfo } from "../contract/account.ts";

const kinds: Record<string, SessionInfo["kind"]> = { desktop: "desktop", mobile: "phone", tablet: "tablet" };

/** What a browser says of itself, as a person would: "Firefox on Linux". */
export function deviceOf(userAgent: string | null): Pick<SessionInfo, "device" | "kind"> {
  if (!userAgent) return { device: "Unknown device", kind: "program" };
  const { browser, os, platform } = Bowser.parse(userAgent);
  const kind = kinds[platform.type ?? ""];
  if (!browser.name || !kind)
    return { device: userAgent.split(/[/\s]/)[0]?.slice(0, 40) || "Unknown device", kind: "program" };
  return { device: os.name ? `${browser.name} on ${os.name}` : browser.name, kind };
}
