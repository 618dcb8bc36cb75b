# gc.collect() at one place any number of times.
import gc

for _ in range(20):
    gc.collect()
print('done')
