import { DurableObject } from "cloudflare:workers";
import type { Frame } from "../contract/live.ts";

/** One per style: the only writer of the statuses of its trainings and generations. */
export class StyleRoom extends DurableObject<Env> {
  /** Tells every open tab. */
  announce(frame: Frame): void {
    const text = JSON.stringify(frame);
    for (const socket of this.ctx.getWebSockets()) socket.send(text);
  }

  /** The style is being deleted: says so and lets everybody go. */
  close(): void {
    this.announce({ type: "style-removed" });
    for (const socket of this.ctx.getWebSockets()) socket.close(1000, "style removed");
  }
}
