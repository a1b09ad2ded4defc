package dev.connections.spi;

import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;

/** Makes and destroys the places of a {@link ResourcePool}. */
final class PlaceFactory<L> extends BasePooledObjectFactory<PooledResource<L>> {

  private final ResourcePool<L> pool;

  PlaceFactory(ResourcePool<L> pool) {
    this.pool = pool;
  }

  @Override
  public PooledResource<L> create() {
    return new PooledResource<>();
  }

  @Override
  public PooledObject<PooledResource<L>> wrap(PooledResource<L> place) {
    return new DefaultPooledObject<>(place);
  }

  /** Called for a place that comes back, which is full, and for one made to be kept ready. */
  @Override
  public void passivateObject(PooledObject<PooledResource<L>> place) {
    pool.keepReady(place.getObject());
  }

  @Override
  public void destroyObject(PooledObject<PooledResource<L>> place) {
    pool.closeIn(place.getObject());
  }
}
