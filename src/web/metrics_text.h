/* How figures look for Prometheus: its text format 0.0.4. Names of ours begin with kentering_. */
#ifndef METRICS_TEXT_H
#define METRICS_TEXT_H
#include "buf.h"
#include <stddef.h>

enum metric_type { METRIC_COUNTER, METRIC_GAUGE, METRIC_HISTOGRAM };
struct metric_label { const char *name, *value; };

/* HELP and TYPE of a family; its values follow at once. `help`: one line. */
void metric_begin(struct buf *b, const char *name, enum metric_type type, const char *help);
/* One line. `labels` end with one without a name; NULL: none. */
void metric_value(struct buf *b, const char *name, const struct metric_label *labels, double value);
/* Both, of a family of one. */
void metric_gauge(struct buf *b, const char *name, const char *help, double value);
void metric_counter(struct buf *b, const char *name, const char *help, double value);
/* A number as it stands there, also "+Inf". */
void metric_number(char *to, size_t size, double value);

/* Which program this is. `serves`: "all" or "public". */
void metric_build(struct buf *b, const char *serves);
/* Memory, files, processor time and start of this process, under the names that other programs use too. */
void metric_process(struct buf *b);
#endif
