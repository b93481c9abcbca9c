import { DurableObject } from "cloudflare:workers";

/** The least room there is: sockets that hibernate, and whatever is posted goes to all of them. */
export class BareRoom extends DurableObject<Env> {
  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get("Upgrade") === "websocket") {
      const { 0: page, 1: own } = new WebSocketPair();
      this.ctx.acceptWebSocket(own);
      return new Response(null, { status: 101, webSocket: page });
    }
    const frame = await request.text();
    for (const socket of this.ctx.getWebSockets()) socket.send(frame);
    return Response.json({ ignored: null });
  }
}

interface RoomEnv {
  ROOM: DurableObjectNamespace<BareRoom>;
}

export default {
  fetch: (request, env) => env.ROOM.get(env.ROOM.idFromName("one")).fetch(request),
} satisfies ExportedHandler<RoomEnv>;
