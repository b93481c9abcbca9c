import { createServer } from "node:http";
import { Server } from "socket.io";

/** The stack of the old description: a post goes to every socket of one room. Says its port to whoever started it. */
const web = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    io.to("style").emit("frame", Buffer.concat(parts).toString());
    response.end("{}");
  });
});
const io = new Server(web, { transports: ["websocket"], serveClient: false });
io.on("connection", (socket) => void socket.join("style"));
web.listen(0, "127.0.0.1", () => {
  const address = web.address();
  if (typeof address === "object" && address) process.send?.(address.port);
});
