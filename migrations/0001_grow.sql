CREATE TABLE `stripe_events` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `stripe_events_seen` ON `stripe_events` (`seen_at`);--> statement-breakpoint
CREATE TABLE `bin` (
	`generation_id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`due_at` integer NOT NULL,
	FOREIGN KEY (`generation_id`) REFERENCES `generations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `bin_due` ON `bin` (`due_at`);--> statement-breakpoint
CREATE TABLE `bundles` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`generation_ids` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `bundles_expiry` ON `bundles` (`expires_at`);--> statement-breakpoint
CREATE INDEX `bundles_user` ON `bundles` (`user_id`);--> statement-breakpoint
CREATE TABLE `favourites` (
	`generation_id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`generation_id`) REFERENCES `generations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `favourites_user` ON `favourites` (`user_id`,`created_at`,`generation_id`);--> statement-breakpoint
CREATE TABLE `shares` (
	`slug` text PRIMARY KEY NOT NULL,
	`generation_id` text NOT NULL,
	`user_id` text NOT NULL,
	`with_prompt` integer NOT NULL,
	`listed` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`generation_id`) REFERENCES `generations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shares_generation_id_unique` ON `shares` (`generation_id`);--> statement-breakpoint
CREATE TABLE `generation_words` (
	`number` integer PRIMARY KEY NOT NULL,
	`generation_id` text NOT NULL,
	FOREIGN KEY (`generation_id`) REFERENCES `generations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `generation_words_generation_id_unique` ON `generation_words` (`generation_id`);--> statement-breakpoint
CREATE TABLE `kept_pictures` (
	`generation_id` text PRIMARY KEY NOT NULL,
	`size_bytes` integer NOT NULL,
	`crc32` integer NOT NULL,
	`preview` text,
	FOREIGN KEY (`generation_id`) REFERENCES `generations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
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
ALTER TABLE `trainings` ADD `name` text;--> statement-breakpoint
CREATE INDEX `generations_user_seed` ON `generations` (`user_id`,`seed`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `generations_user_prompt` ON `generations` (`user_id`,`prompt`,`created_at`,`id`);