CREATE TABLE `stripe_events` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `stripe_events_seen` ON `stripe_events` (`seen_at`);--> statement-breakpoint
DROP INDEX `ledger_user`;--> statement-breakpoint
ALTER TABLE `ledger` ADD `source` text;--> statement-breakpoint
CREATE INDEX `ledger_job` ON `ledger` (`job_id`) WHERE job_id IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_source_once` ON `ledger` (`source`);--> statement-breakpoint
CREATE INDEX `ledger_user` ON `ledger` (`user_id`,`created_at`,`id`);--> statement-breakpoint
DROP INDEX `images_style`;--> statement-breakpoint
ALTER TABLE `images` ADD `position` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `images_style` ON `images` (`style_id`,`position`,`created_at`);--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `stripe_customer_id` text;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `stripe_subscription_id` text;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `ends_at` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `payment_due` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `asked_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `subscriptions_customer` ON `subscriptions` (`stripe_customer_id`);--> statement-breakpoint
ALTER TABLE `styles` ADD `used_version` text;--> statement-breakpoint
ALTER TABLE `trainings` ADD `lora_rank` integer;--> statement-breakpoint
ALTER TABLE `trainings` ADD `caption_dropout` real;--> statement-breakpoint
ALTER TABLE `trainings` ADD `resolution` text;--> statement-breakpoint
ALTER TABLE `trainings` ADD `name` text;