import { send } from "./artist.ts";

/** A live socket, opened with a token. */
export async function liveSocket(styleId: string, token: string): Promise<{ closed: () => number | null }> {
  const headers = { Upgrade: "websocket", Authorization: `Bearer ${token}` };
  const { webSocket } = await send(`/api/styles/${styleId}/live`, { headers });
  if (!webSocket) throw new Error("no socket was given");
  let code: number | null = null;
  webSocket.accept();
  webSocket.addEventListener("close", (event) => {
    code = event.code;
  });
  return { closed: () => code };
}
