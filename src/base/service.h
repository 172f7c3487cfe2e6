/* What the program and the manager of services that started it tell each other: sockets it holds for us while we restart, that
 * we are ready, that we still run. The words are systemd's (sd_listen_fds(3), sd_notify(3)): two variables and a datagram, so
 * that no library of its is needed. Where there is no manager nothing happens. */
#ifndef SERVICE_H
#define SERVICE_H
#include "base.h"

enum { SERVICE_SOCKET = 3 };         /* the first one handed over */

/* How many sockets were handed to this process, from SERVICE_SOCKET on. */
int service_sockets(void);
/* "READY=1", "STOPPING=1", "WATCHDOG=1", "STATUS=…". */
void service_tell(const char *state);
/* Whether a manager waits to hear that we are ready. */
bool service_awaited(void);
/* Within how many milliseconds it wants to hear "WATCHDOG=1" each time; 0: it does not. */
int64_t service_watchdog_ms(void);
/* Whether standard error is the journal of systemd, which takes priorities ("<3>") from the beginning of a line. */
bool service_journal(void);
#endif
