/** Where the provider tells of a run. The token names the attempt, so a webhook teaches us a remote id whose yes we missed. */
export const webhookUrl = (appUrl: string, roomId: string, jobId: string, token: string): string =>
  `${appUrl}/api/webhooks/replicate/${roomId}/${jobId}?token=${token}`;
