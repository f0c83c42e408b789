"""Work on what strangers supply, in processes of its own that can reach little and cost little.

A child is a fork of the press: it reads the house and one brief, writes one private folder, and answers through a
pipe. What it answers is the stranger's, and is looked at as such. It knows nothing of what it is made to do.

Offers: children.Child, children.run_all, ends.End, limits.Limits, limits.raised, limits.told, limits.Use, limits.USUAL,
locks.absent, locks.described, reading.LIMITS, reading.read, reply.Fallen, reply.MALFORMED, reply.problem_of,
reply.Reply, reply.values_of, service.ask, service.ask_own, service.prepare, service.prepare_own, service.Service,
service.service, staying.stay, tasks.Progress, tasks.Task.
"""
