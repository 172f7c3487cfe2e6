#include "metrics_text.h"
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

void metric_begin(struct buf *b, const char *name, enum metric_type type, const char *help)
{
  static const char *const types[] = { [METRIC_COUNTER] = "counter", [METRIC_GAUGE] = "gauge", [METRIC_HISTOGRAM] = "histogram" };
  put(b, "# HELP ");
  put(b, name);
  put_char(b, ' ');
  put(b, help);
  put(b, "\n# TYPE ");
  put(b, name);
  put_char(b, ' ');
  put(b, types[type]);
  put_char(b, '\n');
}

static void put_label(struct buf *b, const struct metric_label *label)
{
  put(b, label->name);
  put(b, "=\"");
  for (const char *s = label->value; *s; s++) {
    if (*s == '\n') { put(b, "\\n"); continue; }
    if (*s == '"' || *s == '\\') put_char(b, '\\');
    put_char(b, *s);
  }
  put_char(b, '"');
}

void metric_number(char *to, size_t size, double value)
{
  if (isinf(value)) snprintf(to, size, "%sInf", value < 0 ? "-" : "+");
  else if (value == floor(value) && fabs(value) < 1e15) snprintf(to, size, "%.0f", value);
  else snprintf(to, size, "%.10g", value);
}

void metric_value(struct buf *b, const char *name, const struct metric_label *labels, double value)
{
  char number[32];
  put(b, name);
  for (size_t i = 0; labels && labels[i].name; i++) {
    put_char(b, i ? ',' : '{');
    put_label(b, &labels[i]);
  }
  if (labels && labels[0].name) put_char(b, '}');
  metric_number(number, sizeof number, value);
  put_char(b, ' ');
  put(b, number);
  put_char(b, '\n');
}

void metric_gauge(struct buf *b, const char *name, const char *help, double value)
{
  metric_begin(b, name, METRIC_GAUGE, help);
  metric_value(b, name, NULL, value);
}

void metric_counter(struct buf *b, const char *name, const char *help, double value)
{
  metric_begin(b, name, METRIC_COUNTER, help);
  metric_value(b, name, NULL, value);
}

/* --- the process ------------------------------------------------------------------------------- */

void metric_build(struct buf *b, const char *serves)
{
  static const char name[] = "kentering_build_info";
  metric_begin(b, name, METRIC_GAUGE, "Which version this is, and what it serves; always 1.");
  metric_value(b, name, (const struct metric_label[]){ { "version", KENTERING_VERSION }, { "serves", serves }, { 0 } }, 1);
}

static double resident_bytes(void)
{
  unsigned long pages = 0;
  FILE *const f = fopen("/proc/self/statm", "re");
  if (!f) return 0;
  if (fscanf(f, "%*u %lu", &pages) != 1) pages = 0;
  fclose(f);
  return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static double open_files(void)
{
  DIR *const d = opendir("/proc/self/fd");
  double n = 0;
  if (!d) return 0;
  while (readdir(d)) n++;
  closedir(d);
  return n - 3;                                                /* itself, "." and ".." */
}

/* When it began: field 22 of its line, in ticks since the machine started. */
static double start_seconds(void)
{
  unsigned long long ticks = 0;
  struct timespec now, up;
  FILE *const f = fopen("/proc/self/stat", "re");
  if (!f) return 0;
  if (fscanf(f, "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu", &ticks) != 1) ticks = 0;
  fclose(f);
  clock_gettime(CLOCK_REALTIME, &now);
  clock_gettime(CLOCK_BOOTTIME, &up);
  return floor((double)(now.tv_sec - up.tv_sec) + (double)(now.tv_nsec - up.tv_nsec) / 1e9 + (double)ticks / (double)sysconf(_SC_CLK_TCK));
}

static double seconds_of(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

void metric_process(struct buf *b)
{
  struct rusage used = { 0 };
  struct rlimit files = { 0 };
  getrusage(RUSAGE_SELF, &used);
  getrlimit(RLIMIT_NOFILE, &files);
  metric_counter(b, "process_cpu_seconds_total", "Processor time used.", seconds_of(used.ru_utime) + seconds_of(used.ru_stime));
  metric_gauge(b, "process_resident_memory_bytes", "Memory in use.", resident_bytes());
  metric_gauge(b, "process_open_fds", "Open files and connections.", open_files());
  metric_gauge(b, "process_max_fds", "How many may be open.", (double)files.rlim_cur);
  metric_gauge(b, "process_start_time_seconds", "When the process began.", start_seconds());
}
