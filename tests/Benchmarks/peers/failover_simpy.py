#!/usr/bin/python3
"""The scenario of the benchmark `simulation` as a straightforward SimPy 2 model (Debian's python3-simpy): one process for each client,
which waits for events and never polls.

    failover_simpy.py world.json users.csv

Prints the seconds that the simulation took, without the reading of its input, and then a line for each kind of outcome:
final state, registrar, what recovered the user, whether it was sent home, users, seconds offline, seconds limited.
"""
import csv
import json
import sys
import time

from SimPy.Simulation import Process, SimEvent, activate, hold, initialize, now, simulate, waitevent

FULL, LIMITED, OFFLINE, SIGNED_OUT = "Full", "Limited", "Offline", "SignedOut"
HEARTBEAT = 30


def fire(event):
    """Wakes those who wait now. SimPy 2 would keep a signal for the next one to come when nobody waits."""
    event.signal()
    event.occurred = False


class World:
    def __init__(self, facts):
        self.facts = facts
        self.pools = {pool["name"]: Pool(pool) for pool in facts["pools"]}
        for pool in self.pools.values():
            pool.backup = self.pools.get(pool.facts["backup"])
        self.srv = [self.pools[name] for name in facts["srv"]]
        self.changed = SimEvent()


class Pool:
    def __init__(self, facts):
        self.facts = facts
        self.name = facts["name"]
        self.site = facts["site"]
        self.backup = None
        self.is_up = True
        self.is_held_down = False
        self.went_down = SimEvent()
        self.guests_move = SimEvent()
        self.came_up = SimEvent()


class Site(Process):
    """The site that fails and comes back."""

    def live(self, world):
        facts = world.facts
        mine = [pool for pool in world.pools.values() if pool.site == facts["site"]]
        yield hold, self, facts["down"]
        for pool in mine:
            pool.is_up = False
        for pool in mine:
            fire(pool.went_down)
        fire(world.changed)
        yield hold, self, facts["up"] - facts["down"]
        for pool in mine:
            pool.is_up = True
        for pool in mine:
            fire(pool.came_up)
        fire(world.changed)


class View(Process):
    """What the backup of a home pool thinks of it, by the heartbeats that it hears."""

    def live(self, world, home):
        while True:
            yield waitevent, self, home.went_down
            last_heard = (now() - 1) // HEARTBEAT * HEARTBEAT
            yield hold, self, last_heard + home.facts["detection"] - now()
            if not home.backup.is_up or home.is_up:
                continue
            home.is_held_down = True
            fire(world.changed)
            yield waitevent, self, home.came_up
            first_heard = -(-now() // HEARTBEAT) * HEARTBEAT
            yield hold, self, first_heard + home.facts["failback"] - now()
            home.is_held_down = False
            fire(home.guests_move)
            fire(world.changed)


class Client(Process):
    def __init__(self, world, row):
        Process.__init__(self)
        self.world = world
        self.home = world.pools[row["home"]]
        cached = row["cached"]
        self.cached = self.home if cached == "home" else world.pools.get(cached)
        self.told = "KnownBackup" if row["knows"] == "1" and self.home.backup else None
        self.is_signed_in = row["signed_in"] == "1"
        self.looks_for_hosts = row["profile"] != "Phone"
        self.dns = {}
        self.lost = None
        self.found_by = "Cache"
        self.state = SIGNED_OUT
        self.registrar = None
        self.since = 0
        self.seconds = {FULL: 0, LIMITED: 0, OFFLINE: 0, SIGNED_OUT: 0}
        self.recovered_by = None
        self.returned_home = False

    def enter(self, state, registrar):
        self.seconds[self.state] += now() - self.since
        self.since = now()
        self.state = state
        self.registrar = registrar

    def live(self):
        facts = self.world.facts
        if self.is_signed_in:
            self.enter(FULL, self.home)
        else:
            yield hold, self, facts["down"] + facts["fresh_delay"]
        while True:
            if self.registrar is self.home:
                yield waitevent, self, self.home.went_down
            elif self.registrar is not None:
                yield waitevent, self, self.home.guests_move
                self.enter(FULL, self.home)
                self.cached = self.home
                self.returned_home = True
                continue
            if self.registrar is not None:
                yield hold, self, facts["loss_detection"]
                if self.registrar.is_up:
                    continue
                self.lost = self.registrar
            self.enter(OFFLINE, None)
            began = now()
            was_home_away = not self.home.is_up
            while True:
                registrar, step, has_learned = self.attempt()
                if registrar is not None:
                    break
                was_home_away = was_home_away or not self.home.is_up
                if not has_learned:
                    yield waitevent, self, self.world.changed
                passed = max(now() - began, 1)
                yield hold, self, began - now() + -(-passed // facts["retry"]) * facts["retry"]
            if now() > began and self.recovered_by is None:
                self.recovered_by = "HomeReturned" if registrar is self.home and was_home_away else step
            self.enter(FULL if registrar is self.home else LIMITED, registrar)
            self.found_by = step
            self.lost = None
            if self.told:
                self.told = "KnownBackup"
            if registrar is self.home or self.told:
                self.cached = self.home

    def attempt(self):
        """One round: who was lost, the backup that the client was told, its cache, then DNS; no host twice."""
        tried = set()
        has_learned = False
        for candidate, step in self.candidates():
            follow = [candidate]
            while follow:
                pool = follow.pop(0)
                if pool in tried:
                    continue
                tried.add(pool)
                if not pool.is_up:
                    continue
                if pool is self.home or (pool is self.home.backup and self.home.is_held_down):
                    return pool, step, has_learned
                # 301: the primary first, then the backup.
                if not self.told:
                    self.told = step
                    has_learned = True
                follow = [self.home] + ([self.home.backup] if self.home.backup else []) + follow
        return None, None, has_learned

    def candidates(self):
        if self.lost is not None:
            yield self.lost, self.found_by
        if self.told and self.home.backup is not None:
            yield self.home.backup, self.told
        if self.cached is not None:
            yield self.cached, "Cache"
        for pool in self.look_up("_sipinternaltls._tcp"):
            yield pool, "Srv"
        if self.looks_for_hosts:
            for name in ("sipinternal", "sip", "sipexternal"):
                for pool in self.look_up(name):
                    yield pool, "Host"

    def look_up(self, name):
        answer, until = self.dns.get(name, (None, 0))
        if now() >= until:
            answer = self.world.srv if name.startswith("_") else []
            if answer:
                self.dns[name] = (answer, now() + self.world.facts["ttl"])
        return answer


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        facts = json.load(file)
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    begin = time.perf_counter()
    initialize()
    world = World(facts)
    site = Site()
    activate(site, site.live(world))
    for home in world.pools.values():
        if home.backup is not None:
            view = View()
            activate(view, view.live(world, home))
    clients = [Client(world, row) for row in rows]
    for client in clients:
        activate(client, client.live())
    simulate(until=facts["duration"])
    outcomes = {}
    for client in clients:
        client.seconds[client.state] += facts["duration"] - client.since
        offline = client.seconds[OFFLINE]
        by = (client.recovered_by or "None") if offline > 0 else "Unaffected"
        state = OFFLINE if client.state == SIGNED_OUT else client.state
        key = (state, client.registrar.name if client.registrar else "", by, str(client.returned_home))
        total = outcomes.setdefault(key, [0, 0, 0])
        total[0] += 1
        total[1] += offline
        total[2] += client.seconds[LIMITED]
    print(time.perf_counter() - begin)
    for key, total in sorted(outcomes.items()):
        print("|".join(key + tuple(str(int(value)) for value in total)))


if __name__ == "__main__":
    main()
