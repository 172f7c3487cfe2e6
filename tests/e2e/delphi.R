# What groups agree on, by R's own quantiles: a second opinion. Rscript delphi.R FILE TYPE RANGE_LIMIT; a line for each statement in each group.
args <- commandArgs(TRUE)
type <- as.integer(args[2])
limit <- as.integer(args[3])
all <- read.csv(args[1], colClasses = c("integer", "character", "character", "character", "integer"), encoding = "UTF-8")
all <- all[all$round == ave(all$round, interaction(all$statement, all$group, drop = TRUE, sep = "\x1f"), FUN = max), ]
for (part in split(all, list(all$statement, all$group), drop = TRUE, sep = "\x1f")) {
  x <- part$rating
  q <- quantile(x, c(0.25, 0.5, 0.75), names = FALSE, type = type)
  n <- length(x)
  rule <- if (n == 1) "none" else if (n <= limit) "range" else "iqd"
  agreed <- switch(rule, none = FALSE, range = max(x) - min(x) <= 1, iqd = q[3] - q[1] <= 1)
  cat(part$statement[1], part$group[1], n, q[2], q[1], q[3], q[3] - q[1], max(x) - min(x), rule, agreed, agreed && q[2] >= 5.5, part$round[1], sep = "\t")
  cat("\n")
}
