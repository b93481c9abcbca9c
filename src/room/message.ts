/** A tap on the shoulder: the work itself is asked of the room, so a message may be lost, late or doubled. */
export interface JobMessage {
  kind: "training" | "generation";
  roomId: string;
  jobId: string;
}
